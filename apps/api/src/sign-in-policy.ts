import { defaultPolicy, passwordProfiles, type SignInPolicy } from '@huibao/auth';
import type { ApiConfig } from '@huibao/config';

/** The profile's numbers, and those that the environment sets instead. */
export function signInPolicyOf(config: ApiConfig): SignInPolicy {
  const profile = passwordProfiles[config.PASSWORD_PROFILE];
  const { throttle, session } = defaultPolicy;
  const maxAge = config.PASSWORD_MAX_AGE_DAYS ?? profile.maxAgeDays;
  return {
    password: {
      ...profile,
      minLength: config.PASSWORD_MIN_LENGTH ?? profile.minLength,
      minLengthWithSecondFactor: config.PASSWORD_MIN_LENGTH ?? profile.minLengthWithSecondFactor,
      maxAgeDays: maxAge === 0 ? null : maxAge,
      history: config.PASSWORD_HISTORY ?? profile.history,
      firstPasswordDays: config.FIRST_PASSWORD_DAYS ?? profile.firstPasswordDays,
    },
    throttle: {
      failures: config.SIGN_IN_FAILURES ?? throttle.failures,
      minutes: config.SIGN_IN_LOCK_MINUTES ?? throttle.minutes,
      failuresPerAddress: config.SIGN_IN_FAILURES_PER_ADDRESS ?? throttle.failuresPerAddress,
      failuresPerName: config.SIGN_IN_FAILURES_PER_NAME ?? throttle.failuresPerName,
    },
    session: {
      idleMinutes: config.SESSION_IDLE_MINUTES ?? session.idleMinutes,
      maxMinutes: config.SESSION_MAX_MINUTES ?? session.maxMinutes,
    },
    secondFactor: config.SECOND_FACTOR,
  };
}
