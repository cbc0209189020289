package io.callfuse.engine.policy.routing;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When somebody is there: {@code Mon-Fri 08:00-18:00, Sat 09:00-13:00 except 2026-12-25, 2027-01-01}. Hours that end before they
 * begin, or as they begin, end on the next day; {@code 24:00} is the end of a day. The exceptions are days on which nothing opens.
 * Immutable.
 */
public final class OpeningHours {
    /** Always open. */
    public static final OpeningHours ALWAYS = new OpeningHours("always", List.of(), Set.of());

    private static final Pattern FORM = Pattern.compile("(.*?)(?:[,;]? *\\bexcept\\b(.*))?");
    private static final Pattern SPAN =
            Pattern.compile("([A-Za-z]{3})(?:-([A-Za-z]{3}))? +(\\d{1,2}:\\d{2})-(\\d{1,2}:\\d{2})");
    private static final String EXAMPLE = "write it as in 'Mon-Fri 08:00-18:00, Sat 09:00-13:00 except 2026-12-25'";
    private static final int LETTERS_OF_A_DAY = 3;
    private static final int MINUTES_AN_HOUR = 60;
    private static final int MINUTES_A_DAY = 24 * MINUTES_AN_HOUR;
    private static final int DAYS_A_WEEK = 7;

    private final String text;
    private final List<Span> spans;
    private final Set<LocalDate> except;

    /** Minutes of a day; an end past the day's own is on the next one. */
    private record Span(Set<DayOfWeek> days, int beginMinute, int endMinute) {}

    private OpeningHours(String text, List<Span> spans, Set<LocalDate> except) {
        this.text = text;
        this.spans = spans;
        this.except = except;
    }

    /**
     * Reads hours.
     *
     * @throws IllegalArgumentException if they cannot be read; the message says which part
     */
    public static OpeningHours parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw refused(text);
        }
        Set<LocalDate> except = form.group(2) == null ? Set.of() : days(form.group(2));
        if (form.group(1).strip().equals("always")) {
            return except.isEmpty() ? ALWAYS : new OpeningHours(text, List.of(everyDay()), except);
        }
        List<Span> spans = new ArrayList<>();
        for (String part : form.group(1).split(",", -1)) {
            spans.add(span(part.strip()));
        }
        return new OpeningHours(text.strip(), List.copyOf(spans), except);
    }

    private static Span everyDay() {
        return new Span(Set.of(DayOfWeek.values()), 0, MINUTES_A_DAY);
    }

    private static Span span(String part) {
        Matcher form = SPAN.matcher(part);
        if (!form.matches()) {
            throw refused(part);
        }
        DayOfWeek first = day(form.group(1));
        DayOfWeek last = form.group(2) == null ? first : day(form.group(2));
        Set<DayOfWeek> days = new TreeSet<>();
        int count = Math.floorMod(last.getValue() - first.getValue(), DAYS_A_WEEK) + 1;
        for (int day = 0; day < count; day++) {
            days.add(first.plus(day));
        }
        int begin = minute(form.group(3));
        int end = minute(form.group(4));
        return new Span(days, begin, end > begin ? end : end + MINUTES_A_DAY);
    }

    private static DayOfWeek day(String name) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().substring(0, LETTERS_OF_A_DAY).equals(name.toUpperCase(Locale.ROOT))) {
                return day;
            }
        }
        throw new IllegalArgumentException("'" + name + "' is no day; days are Mon Tue Wed Thu Fri Sat Sun");
    }

    private static int minute(String clock) {
        if (clock.equals("24:00")) {
            return MINUTES_A_DAY;
        }
        try {
            LocalTime time = LocalTime.parse(clock.length() < "00:00".length() ? "0" + clock : clock);
            return time.getHour() * MINUTES_AN_HOUR + time.getMinute();
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException("'" + clock + "' is no time of the day", malformed);
        }
    }

    private static Set<LocalDate> days(String list) {
        Set<LocalDate> days = new TreeSet<>();
        for (String day : list.split(",", -1)) {
            try {
                days.add(LocalDate.parse(day.strip()));
            } catch (DateTimeException malformed) {
                throw new IllegalArgumentException("'" + day.strip() + "' is no date such as 2026-12-25", malformed);
            }
        }
        return days;
    }

    private static IllegalArgumentException refused(String part) {
        return new IllegalArgumentException("'" + part + "' is no opening time; " + EXAMPLE);
    }

    /**
     * Whether somebody is there.
     *
     * @param now local time
     */
    public boolean isOpenAt(LocalDateTime now) {
        if (this == ALWAYS) {
            return true;
        }
        int minute = now.getHour() * MINUTES_AN_HOUR + now.getMinute();
        LocalDate today = now.toLocalDate();
        return spans.stream()
                .anyMatch(span -> isIn(span, today, minute) || isIn(span, today.minusDays(1), minute + MINUTES_A_DAY));
    }

    private boolean isIn(Span span, LocalDate opened, int minute) {
        return span.days().contains(opened.getDayOfWeek())
                && !except.contains(opened)
                && minute >= span.beginMinute()
                && minute < span.endMinute();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OpeningHours hours && hours.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
