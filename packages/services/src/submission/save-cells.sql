with
  stands as (
    update submissions s
    set
      saved_at = $1::timestamptz,
      saved_by = $2::uuid
    from
      collections c,
      org_units u,
      submission_parts p
    where
      (s.tenant_id, s.id) = ($3::int, $4::uuid)
      and s.saved_at is not null
      and s.state = $5
      and s.form_version_id = $6::uuid
      and s.issue_no = $7::int
      and s.asked_as is not distinct from $8::text
      and c.tenant_id = s.tenant_id
      and c.id = s.collection_id
      and c.opens_at <= $9::timestamptz
      and greatest(c.closes_at, s.extended_until, s.mend_until) > $10::timestamptz
      and u.tenant_id = s.tenant_id
      and u.id = s.unit_id
      and u.kind = $11
      and u.school_type is not distinct from $12::text
      and u.ownership is not distinct from $13::text
      and u.section_code is not distinct from $14::text
      and p.tenant_id = s.tenant_id
      and p.submission_id = s.id
      and p.user_id = $15::uuid
      and p.part = 'reporting'
    returning s.id
  ),
  changed as (
    update draft_cells d
    set
      state = g.cells -> (d.code || '[' || d.key) ->> 0,
      value = g.cells -> (d.code || '[' || d.key) ->> 1,
      version = d.version + 1,
      source = $16,
      updated_by = $17::uuid,
      updated_at = $18::timestamptz
    from
      stands,
      (select $19::jsonb as cells) g
      -- Found by one search of the index, and each looked up among what is given: joined, each is searched for; by keys
      -- as well, each pair of a code and a key (before PostgreSQL 17).
    where
      (d.tenant_id, d.submission_id) = ($20::int, $21::uuid)
      and d.code = any ($22::text[])
      and d.version = (g.cells -> (d.code || '[' || d.key) ->> 2)::int
    returning
      d.code,
      d.key,
      d.state,
      d.value,
      d.version
  ),
  kept as (
    insert into
      cell_saves (
        tenant_id,
        submission_id,
        id,
        unit_id,
        source,
        file_name,
        changed_by,
        changed_at,
        codes,
        keys,
        versions,
        states,
        "values"
      )
    select
      s.tenant_id,
      s.id,
      $23::uuid,
      s.unit_id,
      $24,
      $25::text,
      $26::uuid,
      $27::timestamptz,
      array_agg(code),
      array_agg(key),
      array_agg(version),
      array_agg(w.state),
      array_agg(value)
    from
      submissions s,
      (
        select *
        from changed
      ) w
    where (s.tenant_id, s.id) = ($28::int, $29::uuid)
    group by
      s.tenant_id,
      s.id,
      s.unit_id
      -- There is none: without this Citus 13.2 sends a shard columns of a table that it doesn't name.
    on conflict do nothing
    returning
      codes,
      keys
  )
select
  coalesce(cardinality(codes), 0) as count,
  case when cardinality(codes) < $30::int then codes end as codes,
  case when cardinality(codes) < $31::int then keys end as keys
from
  stands
  left join kept on true;
