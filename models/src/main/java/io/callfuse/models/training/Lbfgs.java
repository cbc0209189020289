package io.callfuse.models.training;

/**
 * Limited-memory BFGS (Nocedal 1980; two-loop recursion) with a backtracking line search (Armijo 1966). Single-threaded and
 * without any randomness: the same function gives the same bits.
 */
public final class Lbfgs {
    private static final int MEMORY = 12;
    private static final double SUFFICIENT_DECREASE = 1e-4;
    private static final int MAX_HALVINGS = 30;

    private final Objective objective;
    private final int maxIterations;
    private final double tolerance;
    private final double[][] steps;
    private final double[][] changes;
    private final double[] inverseCurvature = new double[MEMORY];
    private int stored;

    /**
     * @param objective what is to become small
     * @param dimensions how many numbers make a point
     * @param maxIterations so many steps at most
     * @param tolerance largest part of the gradient that counts as none
     */
    public Lbfgs(Objective objective, int dimensions, int maxIterations, double tolerance) {
        this.objective = objective;
        this.maxIterations = maxIterations;
        this.tolerance = tolerance;
        this.steps = new double[MEMORY][dimensions];
        this.changes = new double[MEMORY][dimensions];
    }

    /** Moves {@code point} to a minimum: until the gradient is below the tolerance, or the iterations are used up. */
    public void minimize(double[] point) {
        int n = point.length;
        double[] gradient = new double[n];
        double[] direction = new double[n];
        double[] candidate = new double[n];
        double[] candidateGradient = new double[n];
        double value = objective.evaluate(point, gradient);
        for (int iteration = 0; iteration < maxIterations; iteration++) {
            if (largest(gradient) < tolerance) {
                return;
            }
            descend(gradient, direction);
            double slope = dot(gradient, direction);
            double rate = iteration == 0 ? Math.min(1, 1 / largest(gradient)) : 1;
            double reached = Double.POSITIVE_INFINITY;
            int halvings = 0;
            while (halvings++ < MAX_HALVINGS) {
                for (int i = 0; i < n; i++) {
                    candidate[i] = point[i] + rate * direction[i];
                }
                reached = objective.evaluate(candidate, candidateGradient);
                if (reached <= value + SUFFICIENT_DECREASE * rate * slope) {
                    break;
                }
                rate /= 2;
            }
            if (!(reached < value)) {
                return;
            }
            remember(point, candidate, gradient, candidateGradient);
            System.arraycopy(candidate, 0, point, 0, n);
            System.arraycopy(candidateGradient, 0, gradient, 0, n);
            value = reached;
        }
    }

    private void descend(double[] gradient, double[] direction) {
        int n = gradient.length;
        int kept = Math.min(stored, MEMORY);
        double[] alpha = new double[kept];
        for (int i = 0; i < n; i++) {
            direction[i] = -gradient[i];
        }
        for (int k = 1; k <= kept; k++) {
            int at = (stored - k) % MEMORY;
            alpha[k - 1] = inverseCurvature[at] * dot(steps[at], direction);
            add(direction, -alpha[k - 1], changes[at]);
        }
        if (kept > 0) {
            int newest = (stored - 1) % MEMORY;
            double scale = 1 / (inverseCurvature[newest] * dot(changes[newest], changes[newest]));
            for (int i = 0; i < n; i++) {
                direction[i] *= scale;
            }
        }
        for (int k = kept; k >= 1; k--) {
            int at = (stored - k) % MEMORY;
            double beta = inverseCurvature[at] * dot(changes[at], direction);
            add(direction, alpha[k - 1] - beta, steps[at]);
        }
    }

    private void remember(double[] from, double[] to, double[] gradientFrom, double[] gradientTo) {
        int at = stored % MEMORY;
        for (int i = 0; i < from.length; i++) {
            steps[at][i] = to[i] - from[i];
            changes[at][i] = gradientTo[i] - gradientFrom[i];
        }
        double curvature = dot(steps[at], changes[at]);
        if (curvature > 1e-14) {
            inverseCurvature[at] = 1 / curvature;
            stored++;
        }
    }

    private static void add(double[] to, double factor, double[] what) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * what[i];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double largest(double[] vector) {
        double largest = 0;
        for (double one : vector) {
            largest = Math.max(largest, Math.abs(one));
        }
        return largest;
    }
}
