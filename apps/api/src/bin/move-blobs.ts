// Brings every file to where BLOB_STORE says that they are kept from now on, while people work.
import { readServicesConfig, servicesOptionsOf } from '@huibao/config';
import { createServices } from '@huibao/services';

const config = readServicesConfig();
const services = createServices({
  ...servicesOptionsOf(config),
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
