import { checkDatabase, type Context, type SchemaWatch } from '@huibao/services';
import { succeeds, type Readiness } from '@huibao/serving';

export type SchemaState = Pick<SchemaWatch, 'fit' | 'fits'>;

/** The log's disk isn't asked: while it takes no heads they wait, and people work on. */
export async function readinessOf(services: Context, schema: SchemaState, isStopping: boolean): Promise<Readiness> {
  const database = await succeeds(checkDatabase(services));
  // Asked at one moment: what is told of the schema is what was judged.
  const { code, database: applied } = schema.fit() ?? { code: null, database: null };
  return {
    checks: { running: !isStopping, database, schema: schema.fits() },
    about: { schema: { code, database: applied }, auditHeads: services.auditHeads.state() },
  };
}
