-- A section's heading has the number of its place, none, or the one typed with it: so has what was written before.
alter table report_sections
  add column numbering text not null default 'literal' check (numbering in ('auto', 'none', 'literal'));
alter table report_sections alter column numbering drop default;
