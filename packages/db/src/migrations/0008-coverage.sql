-- Of a delivered figure: the periods of the year that its bureau had opened (a bit each: 2 for the first, 4 for the
-- second). Null in what was taken in before this was kept: the whole year, as reports are of.
alter table facts add column periods smallint;
