select
  "u"."tenant_id",
  "u"."id" as "userId",
  "u"."name",
  "u"."locale",
  "u"."access_version",
  "l"."username",
  "l"."must_change",
  "l"."changed_at",
  "f"."enrolled_at",
  "t"."kind",
  "t"."name" as "tenantName",
  "t"."short_name",
  "t"."section_word",
  "t"."is_demo",
  (
    select
      coalesce(
        jsonb_agg(
          jsonb_build_object('id', m.id, 'unitId', m.unit_id, 'unitName', o.name, 'unitKind', o.kind, 'role', m.role)
          order by
            m.created_at,
            m.id
        ),
        '[]'
      )
    from
      memberships m
      join org_units o on o.tenant_id = m.tenant_id
      and o.id = m.unit_id
    where
      m.tenant_id = u.tenant_id
      and m.user_id = u.id
  ) as "memberships",
  "s"."id_hash",
  "s"."membership_id",
  "s"."has_second_factor",
  "s"."by_single_sign_on",
  "s"."expires_at",
  "s"."seen_at"
from
  "users" as "u"
  inner join "logins" as "l" on "l"."tenant_id" = "u"."tenant_id"
  and "l"."user_id" = "u"."id"
  inner join "tenants" as "t" on "t"."id" = "u"."tenant_id"
  left join "second_factors" as "f" on "f"."tenant_id" = "u"."tenant_id"
  and "f"."user_id" = "u"."id"
  inner join "sessions" as "s" on "s"."tenant_id" = "u"."tenant_id"
  and "s"."user_id" = "u"."id"
where
  "u"."disabled_at" is null
  and s.id_hash = any ($1::text[])
  and "s"."seen_at" > $2
  and "s"."created_at" > $3
  and s.tenant_id = any ($4::int[]);

with recursive
  line as (
    select
      id,
      parent_id,
      0 as depth
    from tenants
    where id = $1
    union all
    select
      t.id,
      t.parent_id,
      line.depth + 1
    from
      tenants t
      join line on t.id = line.parent_id
  )
select id
from line
order by depth;
