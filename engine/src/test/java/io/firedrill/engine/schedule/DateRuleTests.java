package io.firedrill.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DateRuleTests {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ZoneId UTC = ZoneId.of("UTC");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Every quarter of two years, the first of them half over.
                "QUARTER   | second tuesday             | 2026-11-24 | 2027-01-12 2027-04-13 2027-07-13 2027-10-12",
                "QUARTER   | second tuesday of month 2  | 2026-11-01 | 2026-11-10 2027-02-09 2027-05-11 2027-08-10",
                "QUARTER   | last friday                | 2026-11-24 | 2026-12-25 2027-03-26 2027-06-25 2027-09-24",
                "QUARTER   | last business day          | 2026-11-24 | 2026-12-31 2027-03-31 2027-06-30 2027-09-30",
                "QUARTER   | day 31 of month 2          | 2026-11-24 | 2026-11-30 2027-02-28 2027-05-31 2027-08-31",
                "MONTH     | day 31                     | 2028-01-31 | 2028-01-31 2028-02-29 2028-03-31 2028-04-30",
                "MONTH     | last business day          | 2027-01-01 | 2027-01-29 2027-02-26 2027-03-31 2027-04-30",
                "MONTH     | first monday               | 2026-11-24 | 2026-12-07 2027-01-04 2027-02-01 2027-03-01",
                "HALF_YEAR | fourth wednesday of month 6| 2026-11-24 | 2026-12-23 2027-06-23 2027-12-22 2028-06-28",
                "HALF_YEAR | last sunday                | 2026-11-24 | 2026-12-27 2027-06-27 2027-12-26 2028-06-25",
                "YEAR      | day 29 of month 2          | 2026-11-24 | 2027-02-28 2028-02-29 2029-02-28 2030-02-28",
                "YEAR      | last business day          | 2026-11-24 | 2026-12-31 2027-12-31 2028-12-29 2029-12-31",
            })
    void namesOneDayInEveryPeriod(Cadence every, String day, String from, String days) {
        var rule = rule(every, day, "10:00", UTC, Weekend.KEEP);

        assertThat(next(rule, Instant.parse(from + "T00:00:00Z"), 4)).containsExactly(times(days, "T10:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MONTH   | day 15            | 2026-08-01 | 2026-08-17 | Moved from Saturday 2026-08-15.",
                "MONTH   | day 16            | 2026-08-01 | 2026-08-17 | Moved from Sunday 2026-08-16.",
                "MONTH   | day 17            | 2026-08-01 | 2026-08-17 |",
                // The Monday after would lie in the next month: back to the Friday.
                "MONTH   | day 31            | 2026-10-01 | 2026-10-30 | Moved from Saturday 2026-10-31.",
                "QUARTER | day 31 of month 3 | 2028-10-01 | 2028-12-29 | Moved from Sunday 2028-12-31.",
                "QUARTER | last sunday       | 2027-01-01 | 2027-03-29 | Moved from Sunday 2027-03-28.",
            })
    void movesOffAWeekendButNeverOutOfItsPeriod(Cadence every, String day, String from, String to, String moved) {
        var rule = rule(every, day, "10:00", UTC, Weekend.NEXT_BUSINESS_DAY);

        var due = rule.after(Instant.parse(from + "T00:00:00Z"));

        assertThat(due.at()).isEqualTo(to + "T10:00:00Z");
        assertThat(due.moved()).isEqualTo(moved);
    }

    @Test
    void keepsTheLocalTimeOverTheYear() {
        var berlin = rule(Cadence.QUARTER, "second tuesday", "10:00", BERLIN, Weekend.KEEP);
        var newYork = rule(Cadence.QUARTER, "second tuesday of month 3", "10:00", NEW_YORK, Weekend.KEEP);

        assertThat(next(berlin, Instant.parse("2027-01-01T00:00:00Z"), 4))
                .containsExactly(
                        Instant.parse("2027-01-12T09:00:00Z"),
                        Instant.parse("2027-04-13T08:00:00Z"),
                        Instant.parse("2027-07-13T08:00:00Z"),
                        Instant.parse("2027-10-12T08:00:00Z"));
        // Already summer time in New York on 9 March? It begins on the 14th.
        assertThat(next(newYork, Instant.parse("2027-01-01T00:00:00Z"), 2))
                .containsExactly(Instant.parse("2027-03-09T15:00:00Z"), Instant.parse("2027-06-08T14:00:00Z"));
    }

    @Test
    void aTimeThatTheClocksSkipIsTheShiftedOne() {
        var berlin = rule(Cadence.MONTH, "last sunday", "02:30", BERLIN, Weekend.KEEP)
                .after(Instant.parse("2027-03-01T00:00:00Z"));
        var newYork = rule(Cadence.MONTH, "second sunday", "02:30", NEW_YORK, Weekend.KEEP)
                .after(Instant.parse("2027-03-01T00:00:00Z"));

        assertThat(berlin.at().atZone(BERLIN).toLocalTime()).isEqualTo("03:30");
        assertThat(berlin.at()).isEqualTo("2027-03-28T01:30:00Z");
        assertThat(berlin.moved()).isEqualTo("The clocks skip 02:30 on that day.");
        assertThat(newYork.at()).isEqualTo("2027-03-14T07:30:00Z");
    }

    @Test
    void aTimeThatTheClocksShowTwiceIsTheFirstAndThereIsNoSecond() {
        var berlin = rule(Cadence.MONTH, "last sunday", "02:30", BERLIN, Weekend.KEEP);
        var newYork = rule(Cadence.MONTH, "first sunday", "01:30", NEW_YORK, Weekend.KEEP);

        var first = berlin.after(Instant.parse("2026-10-01T00:00:00Z"));
        assertThat(first.at()).isEqualTo("2026-10-25T00:30:00Z");
        assertThat(first.moved()).contains("twice");
        // Also when asked between the two.
        assertThat(berlin.after(Instant.parse("2026-10-25T00:45:00Z")).at()).isEqualTo("2026-11-29T01:30:00Z");
        assertThat(newYork.after(Instant.parse("2026-11-01T00:00:00Z")).at()).isEqualTo("2026-11-01T05:30:00Z");
    }

    @ParameterizedTest
    @EnumSource
    void noPeriodIsEverWithoutItsSlotAndNoneHasTwo(Cadence every) {
        for (var day : List.of("day 1", "day 31", "last sunday", "first saturday", "last business day", "day 30")) {
            for (var zone : List.of(BERLIN, NEW_YORK, UTC, ZoneId.of("Pacific/Apia"), ZoneId.of("Asia/Kathmandu"))) {
                for (var weekend : Weekend.values()) {
                    var rule = rule(every, day, "23:59", zone, weekend);
                    var period = every.periodOf(
                            Instant.parse("2019-12-31T12:00:00Z").atZone(zone).toLocalDate());
                    var last = Instant.MIN;
                    for (var n = 0; n < 240 / every.months(); n++, period = period.next()) {
                        var due = rule.in(period);
                        assertThat(every.periodOf(due.at().atZone(zone).toLocalDate()))
                                .as("%s %s %s", day, zone, period.label())
                                .isEqualTo(period);
                        assertThat(due.at()).isAfter(last);
                        assertThat(rule.after(due.at()).period()).isEqualTo(period.next());
                        assertThat(rule.after(due.at().minusMillis(1)).period()).isEqualTo(period);
                        last = due.at();
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MONTH, 2026-11-24, 2026-11", "QUARTER, 2026-11-24, 2026-Q4", "QUARTER, 2027-01-01, 2027-Q1",
        "HALF_YEAR, 2026-07-01, 2026-H2", "HALF_YEAR, 2026-06-30, 2026-H1", "YEAR, 2026-12-31, 2026",
    })
    void aPeriodIsFoundAgainByItsLabel(Cadence every, String date, String label) {
        var period = every.periodOf(java.time.LocalDate.parse(date));

        assertThat(period.label()).isEqualTo(label);
        assertThat(Period.of(every, label)).isEqualTo(period);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "day 15 | QUARTER | day 15 of month 1", "Day  15  of month 3 | QUARTER | day 15 of month 3",
                "Second Tuesday | QUARTER | second tuesday of month 1", "last friday | YEAR | last friday of month 12",
                "last business day | HALF_YEAR | last business day of month 6",
                        "last business day | MONTH | last business day",
                "last business day of month 1 | QUARTER | last business day of month 1",
                        "day 1 of month 1 | MONTH | day 1",
            })
    void aDayIsReadAsPeopleWriteIt(String text, Cadence every, String label) {
        var day = DayReader.read(text, every).orElseThrow();

        assertThat(day.label(every)).isEqualTo(label);
        assertThat(DayReader.read(label, every)).contains(day);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "day 0 | MONTH",
                "day 32 | MONTH",
                "fifth monday | MONTH",
                "second business day | MONTH",
                "'' | MONTH",
                "day 1 of month 2 | MONTH",
                "day 1 of month 4 | QUARTER",
                "day 1 of month 0 | YEAR",
                "last day | MONTH",
                "second tuesdays | QUARTER",
                "FREQ=MONTHLY;BYDAY=2TU | MONTH",
                "day 15 of month 99 | YEAR",
            })
    void whatIsNoDayOfThePeriodIsNotGuessed(String text, Cadence every) {
        assertThat(DayReader.read(text, every)).isEmpty();
    }

    @Test
    void theRuleIsOneSentence() {
        var rule = rule(Cadence.QUARTER, "second tuesday", "10:00", BERLIN, Weekend.NEXT_BUSINESS_DAY);

        assertThat(Sentences.rule(rule, Duration.ofMinutes(150)))
                .isEqualTo("Every quarter on the second tuesday of month 1 at 10:00 Europe/Berlin, on the next business"
                        + " day instead of a weekend, within 2 h 30 min.");
    }

    private static DateRule rule(Cadence every, String day, String at, ZoneId zone, Weekend weekend) {
        return new DateRule(every, DayReader.read(day, every).orElseThrow(), LocalTime.parse(at), zone, weekend);
    }

    private static List<Instant> next(DateRule rule, Instant from, int count) {
        var times = new ArrayList<Instant>();
        var last = from;
        for (var n = 0; n < count; n++) {
            last = rule.after(last).at();
            times.add(last);
        }
        return times;
    }

    private static Instant[] times(String days, String time) {
        return java.util.Arrays.stream(days.split(" "))
                .map(day -> Instant.parse(day + time))
                .toArray(Instant[]::new);
    }
}
