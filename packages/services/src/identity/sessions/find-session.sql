select
  "s"."tenant_id",
  "s"."user_id",
  "s"."membership_id",
  "s"."has_second_factor",
  "s"."by_single_sign_on",
  "s"."expires_at",
  "s"."seen_at"
from
  "sessions" as "s"
  inner join "users" as "u" on "u"."tenant_id" = "s"."tenant_id"
  and "u"."id" = "s"."user_id"
where
  "s"."id_hash" = $1
  and "s"."seen_at" > $2
  and "s"."created_at" > $3
  and "u"."disabled_at" is null;

select
  "u"."name",
  "u"."locale",
  "l"."username",
  "l"."must_change",
  "l"."changed_at",
  "f"."enrolled_at",
  "t"."kind",
  "t"."name" as "tenantName",
  "t"."short_name",
  "t"."section_word",
  "t"."is_demo"
from
  "users" as "u"
  inner join "logins" as "l" on "l"."tenant_id" = "u"."tenant_id"
  and "l"."user_id" = "u"."id"
  inner join "tenants" as "t" on "t"."id" = "u"."tenant_id"
  left join "second_factors" as "f" on "f"."tenant_id" = "u"."tenant_id"
  and "f"."user_id" = "u"."id"
where
  "u"."tenant_id" = $1
  and "u"."id" = $2
  and "u"."disabled_at" is null;

select
  "m"."id",
  "m"."unit_id",
  "u"."name",
  "u"."kind",
  "m"."role"
from
  "memberships" as "m"
  inner join "org_units" as "u" on "u"."tenant_id" = "m"."tenant_id"
  and "u"."id" = "m"."unit_id"
where
  "m"."tenant_id" = $1
  and "m"."user_id" = $2
order by
  "m"."created_at",
  "m"."id";

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
