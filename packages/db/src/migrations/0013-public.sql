-- What anybody may read: an index number of its own for each publication, files that say that they were superseded, and
-- annulment, the one exception to immutability.

alter table publications
  add column index_no text,
  -- The files as they were, with a line on every page that says by what they were superseded; null until they are.
  add column stamped_pdf bytea,
  add column stamped_docx bytea,
  -- SHA-256 of what was published, hex: they outlive an annulment.
  add column html_hash text,
  add column pdf_hash text,
  add column docx_hash text,
  add column annulled_on date,
  add column annulled_for text check (annulled_for in ('personal_data', 'not_public', 'error')),
  alter column document drop not null,
  alter column html drop not null,
  alter column pdf drop not null,
  alter column docx drop not null;

-- The owner, who is bound by row security otherwise, fills the new columns.
alter table publications no force row level security;

update publications set
  html_hash = encode(sha256(convert_to(html, 'UTF8')), 'hex'),
  pdf_hash = encode(sha256(pdf), 'hex'),
  docx_hash = encode(sha256(docx), 'hex');

-- The number was the beginning of the id, which is that of a minute: whoever was first keeps it, and the others of the
-- same minute get one of their own.
do $$
declare
  one record;
  wanted text;
  round int;
begin
  for one in select tenant_id, id from publications order by published_on, id loop
    wanted := left(one.id::text, 8);
    round := 0;
    while exists (select from publications where index_no = wanted) loop
      round := round + 1;
      wanted := left(encode(sha256(convert_to(one.id::text || round, 'UTF8')), 'hex'), 8);
    end loop;
    update publications set index_no = wanted where tenant_id = one.tenant_id and id = one.id;
  end loop;
end $$;

alter table publications force row level security;

alter table publications
  alter column index_no set not null,
  alter column html_hash set not null,
  alter column pdf_hash set not null,
  alter column docx_hash set not null,
  -- Of all bureaus: the public knows no tenants.
  add constraint publications_index_no unique (index_no),
  add constraint publications_content check (
    case when annulled_on is null
      then annulled_for is null and num_nulls(document, html, pdf, docx) = 0
      else annulled_for is not null and num_nonnulls(document, html, pdf, docx, stamped_pdf, stamped_docx) = 0
    end
  );

-- What is public stays as it was published: its content can be erased, whole and once, and never be another.
create function keep_publication() returns trigger language plpgsql as $$
begin
  if old.annulled_on is not null and (new.annulled_on, new.annulled_for) is distinct from (old.annulled_on, old.annulled_for)
    then raise exception 'an annulment is for good';
  end if;
  if new.annulled_on is null and (
    (new.document, new.html, new.pdf, new.docx) is distinct from (old.document, old.html, old.pdf, old.docx)
    or old.stamped_pdf is not null and new.stamped_pdf is distinct from old.stamped_pdf
    or old.stamped_docx is not null and new.stamped_docx is distinct from old.stamped_docx
  )
    then raise exception 'a publication stays as it was published';
  end if;
  if old.superseded_by is not null and new.superseded_by is distinct from old.superseded_by
    then raise exception 'a publication is superseded once';
  end if;
  return new;
end $$;
create trigger keep_publication before update on publications for each row execute function keep_publication();

grant update (document, html, pdf, docx, stamped_pdf, stamped_docx, annulled_on, annulled_for) on publications to huibao_app;

alter table report_decisions drop constraint report_decisions_action_check;
alter table report_decisions add constraint report_decisions_action_check check (action in
  ('submitted', 'withdrawn', 'approved', 'returned', 'issued', 'numbered', 'sent', 'published', 'annulled'));
