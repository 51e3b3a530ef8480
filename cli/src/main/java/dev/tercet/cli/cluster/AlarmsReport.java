package dev.tercet.cli.cluster;

import dev.tercet.cli.output.Ids;
import dev.tercet.cli.output.Members;
import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.Row;
import dev.tercet.kv.Header;
import dev.tercet.maintenance.Alarm;
import dev.tercet.maintenance.AlarmType;
import dev.tercet.maintenance.Alarms;
import java.util.List;
import java.util.Map;

/** Alarms, on or just turned off. */
record AlarmsReport(Alarms alarms) implements Report {
    @Override
    public void simple(Page page) {
        alarms.forEach(
                alarm -> page.line("memberID:" + Ids.decimal(alarm.memberId()) + " alarm:" + alarm.type() + " "));
    }

    @Override
    public void fields(Page page) {
        if (hasHeader()) {
            page.header(alarms.header());
        }
        for (Alarm alarm : alarms) {
            page.id("MemberID", alarm.memberId());
            page.line("\"AlarmType\" : " + alarm.type());
            page.line();
        }
    }

    @Override
    public Object json(boolean hex) {
        Members members = hasHeader() ? Members.of(alarms.header()) : new Members();
        return members.some(
                        "alarms",
                        alarms.alarms().stream().map(AlarmsReport::json).toList())
                .map();
    }

    private boolean hasHeader() {
        return !alarms.header().equals(Header.NONE);
    }

    private static Map<String, Object> json(Alarm alarm) {
        return new Members()
                .id("memberID", alarm.memberId())
                .number("alarm", number(alarm.type()))
                .map();
    }

    /** As the protocol numbers them. */
    private static int number(AlarmType type) {
        return switch (type) {
            case NONE -> 0;
            case NOSPACE -> 1;
            case CORRUPT -> 2;
        };
    }

    @Override
    public List<Row> rows() {
        return alarms.alarms().stream()
                .map(alarm -> Row.empty()
                        .with("member", Ids.member(alarm.memberId()))
                        .with("alarm", alarm.type().name()))
                .toList();
    }
}
