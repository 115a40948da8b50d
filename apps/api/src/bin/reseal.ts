// Seals by the newest of each key what the earlier ones had sealed, while people work (docs/operations.md).
import { readServicesConfig, servicesOptionsOf } from '@huibao/config';
import { createServices, resealAll } from '@huibao/services';

const services = createServices({ ...servicesOptionsOf(readServicesConfig()), maxConnections: 1 });
try {
  const { secondFactors, registerRows } = await resealAll(services, () => new Date());
  console.log(`sealed anew: ${secondFactors} second factors, ${registerRows} rows of sensitive registers`);
} finally {
  await services.close();
}
