import { expect, it } from 'vitest';
import { formatSql } from './format-sql.ts';

it('gives a statement one shape, whatever its spaces, and what is short one line', () => {
  const spread = `
    SELECT a.id,count(*)   filter (where x) as n
    from t a where a.tenant_id = $1 and a.year=2024 group by a.id
      limit 1`;
  expect(formatSql(spread)).toBe(`select
  a.id,
  count(*) filter (where x) as n
from t a
where
  a.tenant_id = $1
  and a.year = 2024
group by a.id
limit 1
`);
});
