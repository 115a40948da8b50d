// Brings every file to where BLOB_STORE says that they are kept from now on, while people work.
import { blobOptionsOf, readServicesConfig } from '@huibao/config';
import { createServices } from '@huibao/services';

const config = readServicesConfig();
const services = createServices({
  appUrl: config.DATABASE_APP_URL,
  authUrl: config.DATABASE_AUTH_URL,
  publicUrl: config.DATABASE_PUBLIC_URL,
  keeperUrl: config.DATABASE_KEEPER_URL,
  auditKey: config.AUDIT_KEY,
  registerKey: config.REGISTER_KEY,
  accountKey: config.ACCOUNT_KEY,
  stateDir: config.STATE_DIR,
  ...blobOptionsOf(config),
  webOrigin: config.WEB_ORIGIN,
  maxConnections: 1,
});
try {
  let said = 0;
  const { moved, left } = await services.blobs.gather((done, all) => {
    if (done % 100 !== 0 || done === said) return;
    said = done;
    console.log(`${done} of ${all}`);
  });
  console.log(`${moved} moved, ${left.length} left`);
  for (const { name, reason } of left) console.error(`${name.tenantId}/${name.sha256}: ${reason}`);
  if (left.length > 0) process.exitCode = 1;
} finally {
  await services.close();
}
