import { localDate } from '@huibao/domain';
import { platformActor, runUseCase, useCases, type Context } from '@huibao/services';

/**
 * Publishes the list of types of schools, and gives the year under way its editions where it has none: each of the
 * platform's programmes as its last year's newest issue had it; one that the product ships and nobody has published
 * yet, as it ships.
 */
export async function issueEditions(services: Context, now: () => Date): Promise<void> {
  const platform = await platformActor(services.authDb, now);
  const year = Number(localDate(now()).slice(0, 4));
  await runUseCase(services, platform, useCases.publishUnitTypes, {});
  await runUseCase(services, platform, useCases.rollEditionsForward, { year });
  await runUseCase(services, platform, useCases.publishBuiltInEditions, { year });
}
