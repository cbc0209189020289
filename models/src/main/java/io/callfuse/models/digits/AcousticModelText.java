package io.callfuse.models.digits;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes down what was learned as Kaldi reads it from a text file: the transition model and the network "nnet3". Blanks matter:
 * each token is followed by one, and what looks like an empty line ends the list of nodes. For one thread.
 */
final class AcousticModelText {
    /** Digits of a number; more of them change no score by a thousandth. */
    private static final MathContext PRECISION = new MathContext(6);

    private final DigitAcoustics acoustics;
    private final StringBuilder text = new StringBuilder();
    private final List<String> nodes = new ArrayList<>();
    private final List<String> components = new ArrayList<>();

    private AcousticModelText(DigitAcoustics acoustics) {
        this.acoustics = acoustics;
    }

    static String of(DigitAcoustics acoustics) {
        AcousticModelText writer = new AcousticModelText(acoustics);
        writer.transitions();
        writer.network();
        return writer.text.toString();
    }

    private void transitions() {
        int phones = DigitVocabulary.phones().size();
        text.append("<TransitionModel> \n<Topology> \n<TopologyEntry> \n<ForPhones> \n");
        text.append(IntStream.rangeClosed(1, phones).mapToObj(Integer::toString).collect(Collectors.joining(" ")));
        text.append(" \n</ForPhones> \n<State> 0 <PdfClass> 0 <Transition> 0 0.5 <Transition> 1 0.5 </State> \n");
        text.append("<State> 1 </State> \n</TopologyEntry> \n</Topology> \n<Triples> ")
                .append(phones)
                .append(" \n");
        double[] stays = acoustics.stays();
        double[] logs = new double[1 + 2 * phones];
        for (int phone = 1; phone <= phones; phone++) {
            int output = DigitVocabulary.phones().get(phone - 1).output();
            text.append(phone).append(" 0 ").append(output).append(" \n");
            logs[2 * phone - 1] = StrictMath.log(stays[output]);
            logs[2 * phone] = StrictMath.log(1 - stays[output]);
        }
        text.append("</Triples> \n<LogProbs> \n ").append(vector(logs));
        text.append("</LogProbs> \n</TransitionModel> \n");
    }

    private void network() {
        scaling();
        String before = "scaling";
        int layers = acoustics.maps().size();
        for (int i = 0; i < layers; i++) {
            AffineMap map = acoustics.maps().get(i);
            boolean last = i + 1 == layers;
            String name = last ? "output" : "hidden" + (i + 1);
            node(name + ".affine", affine(map), last ? before : spliced(before, i == 0 ? 1 : 3, i == 0 ? 2 : 1));
            int units = map.rows().length;
            String kind = last ? "log-softmax" : "relu";
            String type = last ? "LogSoftmaxComponent" : "RectifiedLinearComponent";
            node(name + "." + kind, unlearned(type, units), name + ".affine");
            before = name + "." + kind;
        }
        text.append("<Nnet3> \ninput-node name=input dim=")
                .append(KaldiCepstrum.COEFFICIENTS)
                .append('\n')
                .append(String.join("", nodes))
                .append("output-node name=output input=output.log-softmax objective=linear\n\n<NumComponents> ")
                .append(components.size())
                .append(" \n")
                .append(String.join("", components))
                .append("</Nnet3> <LeftContext> ")
                .append(TimeDelayNetwork.CONTEXT)
                .append(" <RightContext> ")
                .append(TimeDelayNetwork.CONTEXT)
                .append(" <Priors> ")
                .append(vector(acoustics.priors()));
    }

    private void scaling() {
        CepstrumScale scale = acoustics.scale();
        int size = KaldiCepstrum.COEFFICIENTS;
        float[][] diagonal = new float[size][size];
        for (int k = 0; k < size; k++) {
            diagonal[k][k] = scale.factor()[k];
        }
        node("scaling", affine(new AffineMap(diagonal, scale.shift())), "input");
    }

    private void node(String name, String component, String input) {
        nodes.add("component-node name=" + name + " component=" + name + " input=" + input + "\n");
        components.add("<ComponentName> " + name + " " + component);
    }

    /** So many times to either side, this far apart, and the middle. */
    private static String spliced(String node, int apart, int toEitherSide) {
        return IntStream.rangeClosed(-toEitherSide, toEitherSide)
                .mapToObj(i -> i == 0 ? node : "Offset(" + node + ", " + i * apart + ")")
                .collect(Collectors.joining(", ", "Append(", ")"));
    }

    private static String affine(AffineMap map) {
        StringBuilder written = new StringBuilder("<FixedAffineComponent> <LinearParams> [");
        for (float[] row : map.rows()) {
            written.append("\n ");
            for (float weight : row) {
                written.append(' ').append(number(weight));
            }
        }
        written.append(" ]\n<BiasParams> ");
        double[] bias = IntStream.range(0, map.bias().length)
                .mapToDouble(r -> map.bias()[r])
                .toArray();
        return written.append(vector(bias)).append("</FixedAffineComponent> \n").toString();
    }

    private static String unlearned(String type, int units) {
        return "<" + type + "> <Dim> " + units + " <ValueAvg> [ ]\n<DerivAvg> [ ]\n<Count> 0 </" + type + "> \n";
    }

    private static String vector(double[] values) {
        StringBuilder written = new StringBuilder("[ ");
        for (double value : values) {
            written.append(number(value)).append(' ');
        }
        return written.append("]\n").toString();
    }

    /** Decimal, the same on every JDK; begins with a digit or a minus sign, since Kaldi knows numbers by these. */
    private static String number(double value) {
        BigDecimal rounded = new BigDecimal(value).round(PRECISION);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toString();
    }
}
