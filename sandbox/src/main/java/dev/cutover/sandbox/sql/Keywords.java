package dev.cutover.sandbox.sql;

import java.util.Set;

/** Materialize's keywords, as far as error texts, aliases and quoting depend on them. */
final class Keywords {
    private static final Set<String> ALL = Set.of(("""
            access add all alter and any array as asc assert at authentication availability backup between bigint body \
            brokers broker by bytes cascade case cast char character check class client close cluster clusters coalesce collate \
            column columns comment commit committed compaction compression connection connections constraint copy count \
            counter create createcluster createdb createrole cross csv current cursor database databases day debezium debug \
            debugging declare default defaults delete desc details discard disk distinct double drop element else enable end \
            enforced envelope error estimate every except execute exists explain expose external extract factor false fetch first \
            following for foreign format from full function generator grant group having header headers history hold hour if ilike in \
            include index indexes inherit inner input insert int integer intersect interval into introspection is isolation \
            join json kafka key keys last lateral latest left level like limit linear list load local log logical login \
            managed map materialize materialized message metadata minute mode month mutually name natural negative no none not \
            null nulls objects of offset on only operator option or order outer over owned owner partition password plan \
            port position postgres preceding precision prefix prepare primary privileges progress public query range read \
            reassign recursive reference references refresh rename repeatable replace replica replicas replication reset \
            restrict retain returning revoke right role roles rollback row rows scale schedule schema schemas second secret \
            secrets security select serializable session set show sink sinks size smallint snapshot some source sources start \
            strategy strict subscribe subsource substring swap system table tables temp temporary text then tick time \
            timestamp timestamptz to topic transaction trim true type types unbounded uncommitted union unique unknown up \
            update upsert usage user using validate value values varying view views wait webhook when where window with without \
            work workload write year zone zones""").split("\\s+"));

    /** Words that end or continue a clause, so that they are never an alias without AS. */
    private static final Set<String> RESERVED = Set.of(
            ("with select where group having order limit offset fetch union except intersect outer inner left right full"
                            + " natural using cross join on as qualify window returning set values from and or not is in between"
                            + " like ilike asc desc end then when else for lateral tablesample")
                    .split(" "));

    private Keywords() {}

    static boolean isKeyword(String word) {
        return ALL.contains(word);
    }

    static boolean isReserved(String word) {
        return RESERVED.contains(word);
    }
}
