-- Files by their content (decision 77): a row says whose bytes they are and under which hash they lie; the bytes are in
-- pieces here or in an object store. Rows that point at them stay where they were, and their policies decide who reads.

create table blobs (
  tenant_id int not null references tenants on delete restrict,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size int not null check (size >= 0),
  in_database boolean not null default false,
  in_objects boolean not null default false,
  kept_at timestamptz not null,
  primary key (tenant_id, sha256)
);
comment on column blobs.in_database is 'All its pieces are here.';
comment on column blobs.in_objects is 'It was sent to the object store, and is there once somebody points at it.';
comment on column blobs.kept_at is 'When somebody last brought these bytes: what nothing points at goes some time after.';

create table blob_pieces (
  tenant_id int not null,
  sha256 text not null,
  no int not null,
  bytes bytea not null,
  primary key (tenant_id, sha256, no),
  foreign key (tenant_id, sha256) references blobs (tenant_id, sha256) on delete cascade
);
-- Pictures, PDF and Office files are compressed already.
alter table blob_pieces alter column bytes set storage external;

-- What an annulment erases, asked for in its own transaction: whoever is killed, somebody carries it out.
create table blob_erasures (
  tenant_id int not null references tenants on delete restrict,
  sha256 text not null,
  asked_at timestamptz not null,
  primary key (tenant_id, sha256)
);

alter table files no force row level security;
alter table publications no force row level security;

alter table publications
  add column pdf_blob text,
  add column docx_blob text,
  add column stamped_pdf_blob text,
  add column stamped_docx_blob text;
update publications set
  pdf_blob = encode(sha256(pdf), 'hex'),
  docx_blob = encode(sha256(docx), 'hex'),
  stamped_pdf_blob = encode(sha256(stamped_pdf), 'hex'),
  stamped_docx_blob = encode(sha256(stamped_docx), 'hex');

create temporary view kept_before as
  select tenant_id, sha256, content from files
  union all select tenant_id, pdf_blob, pdf from publications where pdf is not null
  union all select tenant_id, docx_blob, docx from publications where docx is not null
  union all select tenant_id, stamped_pdf_blob, stamped_pdf from publications where stamped_pdf is not null
  union all select tenant_id, stamped_docx_blob, stamped_docx from publications where stamped_docx is not null;
insert into blobs (tenant_id, sha256, size, in_database, kept_at)
  select tenant_id, sha256, octet_length(content), true, now() from kept_before on conflict do nothing;
insert into blob_pieces (tenant_id, sha256, no, bytes)
  select tenant_id, sha256, no, substring(content from no * 262144 + 1 for 262144)
  from kept_before, lateral generate_series(0, (octet_length(content) - 1) / 262144) as no
  where octet_length(content) > 0
  on conflict do nothing;
drop view kept_before;

alter table files drop column content;
alter table publications
  drop constraint publications_content,
  drop column pdf,
  drop column docx,
  drop column stamped_pdf,
  drop column stamped_docx;

create index files_by_blob on files (tenant_id, sha256);
alter table files
  add constraint files_blob foreign key (tenant_id, sha256) references blobs (tenant_id, sha256) on delete restrict;
alter table publications
  add constraint publications_pdf foreign key (tenant_id, pdf_blob)
    references blobs (tenant_id, sha256) on delete restrict,
  add constraint publications_docx foreign key (tenant_id, docx_blob)
    references blobs (tenant_id, sha256) on delete restrict,
  add constraint publications_stamped_pdf foreign key (tenant_id, stamped_pdf_blob)
    references blobs (tenant_id, sha256) on delete restrict,
  add constraint publications_stamped_docx foreign key (tenant_id, stamped_docx_blob)
    references blobs (tenant_id, sha256) on delete restrict,
  add constraint publications_content check (
    case when annulled_on is null
      then annulled_for is null and num_nulls(document, html, pdf_blob, docx_blob) = 0
      else annulled_for is not null
        and num_nonnulls(document, html, pdf_blob, docx_blob, stamped_pdf_blob, stamped_docx_blob) = 0
    end
  );

alter table files force row level security;
alter table publications force row level security;

create or replace function keep_publication() returns trigger language plpgsql as $$
begin
  if old.annulled_on is not null and (new.annulled_on, new.annulled_for) is distinct from (old.annulled_on, old.annulled_for)
    then raise exception 'an annulment is for good';
  end if;
  if new.annulled_on is null and (
    (new.document, new.html, new.pdf_blob, new.docx_blob)
      is distinct from (old.document, old.html, old.pdf_blob, old.docx_blob)
    or old.stamped_pdf_blob is not null and new.stamped_pdf_blob is distinct from old.stamped_pdf_blob
    or old.stamped_docx_blob is not null and new.stamped_docx_blob is distinct from old.stamped_docx_blob
  )
    then raise exception 'a publication stays as it was published';
  end if;
  if old.superseded_by is not null and new.superseded_by is distinct from old.superseded_by
    then raise exception 'a publication is superseded once';
  end if;
  return new;
end $$;

grant usage on schema public to huibao_keeper;
do $$
declare t text;
begin
  foreach t in array array['blobs', 'blob_pieces', 'blob_erasures'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I for all to huibao_keeper using (true) with check (true)', t || '_keeper', t);
  end loop;
  -- Another door: whoever works in a tenant reaches rows that point at bytes, never the bytes.
  foreach t in array array['blobs', 'blob_pieces'] loop
    execute format('create policy %I on %I as restrictive for all to huibao_app
      using (false) with check (false)', t || '_none', t);
    execute format('grant select on %I to huibao_app', t);
  end loop;
end $$;
create policy blob_erasures_permit on blob_erasures for all to huibao_app using (true) with check (true);
create policy blob_erasures_tenant on blob_erasures as restrictive for all to huibao_app
  using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()));
grant select, insert on blob_erasures to huibao_app;

grant select, insert, update, delete on blobs to huibao_keeper;
grant select, insert, delete on blob_pieces to huibao_keeper;
grant select, delete on blob_erasures to huibao_keeper;
-- By which it knows what is pointed at, and no more of it.
create policy files_keeper on files for select to huibao_keeper using (true);
create policy publications_keeper on publications for select to huibao_keeper using (true);
grant select (tenant_id, sha256) on files to huibao_keeper;
grant select (tenant_id, pdf_blob, docx_blob, stamped_pdf_blob, stamped_docx_blob) on publications to huibao_keeper;

grant update (pdf_blob, docx_blob, stamped_pdf_blob, stamped_docx_blob) on publications to huibao_app;
