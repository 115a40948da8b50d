import { localDate } from '@huibao/domain';
import { platformActor, runUseCase, useCases, type Context } from '@huibao/services';

/**
 * Issues the built-in programme's edition of the year under way, where it isn't issued yet: each January brings its
 * own.
 */
export async function issueEditions(services: Context, now: () => Date): Promise<void> {
  const platform = await platformActor(services.authDb, now);
  await runUseCase(services, platform, useCases.publishBuiltInEditions, { year: Number(localDate(now()).slice(0, 4)) });
}
