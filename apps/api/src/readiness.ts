import { checkDatabase, type Context, type SchemaWatch } from '@huibao/services';
import { succeeds, type Readiness } from '@huibao/serving';

export type SchemaState = Pick<SchemaWatch, 'fit' | 'fits'>;

/** The log's disk isn't asked: while it takes no heads they wait, and people work on. */
export async function readinessOf(services: Context, schema: SchemaState, isStopping: boolean): Promise<Readiness> {
  const { code, database } = schema.fit() ?? { code: null, database: null };
  return {
    checks: { running: !isStopping, database: await succeeds(checkDatabase(services)), schema: schema.fits() },
    about: { schema: { code, database }, auditHeads: services.auditHeads.state() },
  };
}
