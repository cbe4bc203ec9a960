package org.fakesmtp.lint;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The date of a message (RFC 5322, section 3.3), also in its obsolete forms (section 4.3). */
final class MailDate {

    private static final int LONGEST = 200;
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final Pattern DATE = Pattern.compile("(?:(?<name>" + String.join("|", DAYS) + ")\\s*,\\s*)?"
            + "(?<day>\\d{1,2})\\s*(?<month>" + String.join("|", MONTHS) + ")\\s*(?<year>\\d{2,9})"
            + "\\s+(?<hour>\\d\\d)\\s*:\\s*(?<minute>\\d\\d)(?:\\s*:\\s*(?<second>\\d\\d))?"
            + "(?:\\s+[+-]\\d\\d(?<zone>\\d\\d)|\\s*(?:ut|gmt|[ecmp][sd]t|[a-ik-z]))");

    private MailDate() {}

    /** @param body the body of the field, unfolded */
    static boolean isValid(String body) {
        if (body.length() > LONGEST) {
            return false;
        }
        Matcher date = DATE.matcher(withoutComments(body).strip().toLowerCase(Locale.ROOT));
        return date.matches() && isTime(date) && isDay(date);
    }

    private static boolean isTime(Matcher date) {
        return number(date, "hour") < 24
                && number(date, "minute") < 60
                && number(date, "second") <= 60
                && number(date, "zone") < 60;
    }

    private static boolean isDay(Matcher date) {
        try {
            LocalDate day = LocalDate.of(
                    year(date.group("year")), MONTHS.indexOf(date.group("month")) + 1, number(date, "day"));
            int name = date.group("name") == null ? 0 : DAYS.indexOf(date.group("name")) + 1;
            return name == 0 || name == day.getDayOfWeek().getValue();
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Of two or three digits the century has to be guessed. A year before 1900 is none. */
    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        if (digits.length() == 2 && year < 50) {
            return 2000 + year;
        }
        if (digits.length() < 4) {
            return 1900 + year;
        }
        return year < 1900 ? Integer.MIN_VALUE : year;
    }

    private static int number(Matcher date, String group) {
        return date.group(group) == null ? 0 : Integer.parseInt(date.group(group));
    }

    /** Comments may be nested. What remains of one without an end makes the date none. */
    private static String withoutComments(String body) {
        StringBuilder text = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < body.length(); i++) {
            char character = body.charAt(i);
            if (character == '(') {
                depth++;
            } else if (depth == 0) {
                text.append(character);
            } else if (character == ')') {
                depth--;
                text.append(' ');
            } else if (character == '\\') {
                i++;
            }
        }
        return depth == 0 ? text.toString() : body;
    }
}
