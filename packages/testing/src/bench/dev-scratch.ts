import { createTestDatabase } from '../database.ts';
import { asOwner } from './owner.ts';
import { makeBureau, makeCity, benchYear } from './world.ts';
import { loadEdition, rollUpOnce } from './product-door.ts';
import { writeFileSync } from 'node:fs';
const db = await createTestDatabase();
console.log(db.ownerUrl, db.urlOf('huibao_app'));
await asOwner(db.ownerUrl, async (owner) => {
  let t = performance.now();
  const lap = (w: string) => { console.log(w, Math.round(performance.now() - t)); t = performance.now(); };
  const city = await makeCity(db.services, owner); lap('city');
  const edition = await loadEdition(db.services, city.system, benchYear);
  const bureau = await makeBureau(db.services, owner, city, edition, 1); lap('bureau');
  await owner.query('vacuum analyze');lap('vacuum');
  for (let i = 0; i < 30; i++) { const v = await rollUpOnce(db.services, bureau.editor, edition); if (i % 10 === 0) lap('rollup'+ i); if (i === 0) console.log([...v.values()].filter((_, i) => i % 9 === 0)); }
  lap('rollups');
  writeFileSync('/tmp/dev.json', JSON.stringify({ owner: db.ownerUrl, app: db.urlOf('huibao_app'), tenant: bureau.tenantId, elements: [...edition.elementIds] }));
});
await db.services.close();
