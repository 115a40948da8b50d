import { useCallback, useEffect, useState } from 'react';
import { client } from '../client.ts';
import type { Platform, PlatformTenants } from '../outputs.ts';

const pause = 15_000;

export interface Followed {
  readonly platform: Platform;
  readonly tenants: PlatformTenants;
}

export interface TenantsAsked {
  readonly name: string;
  readonly page: number;
}

/**
 * What the loader read, read again every fifteen seconds while somebody looks. What can't be read now stays as it was,
 * and says so: whoever watches the platform needs the page most when something is away.
 */
export function useFollowedPlatform(
  loaded: Followed,
  asked: TenantsAsked,
): Followed & { readonly isStale: boolean; readonly readNow: () => Promise<void> } {
  const [read, setRead] = useState({ loaded, followed: loaded, isStale: false });
  const { name, page } = asked;
  const readNow = useCallback(async (): Promise<void> => {
    try {
      const [platform, tenants] = await Promise.all([
        client.platform.get.query(),
        client.platform.tenants.query({ name, page }),
      ]);
      // Another page of the list may have been opened meanwhile.
      setRead((last) => (last.loaded === loaded ? { loaded, followed: { platform, tenants }, isStale: false } : last));
    } catch {
      setRead((last) => ({ ...last, isStale: true }));
    }
  }, [loaded, name, page]);
  useEffect(() => {
    setRead({ loaded, followed: loaded, isStale: false });
    const look = (): void => {
      if (document.visibilityState === 'visible') void readNow();
    };
    const timer = setInterval(look, pause);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [loaded, readNow]);
  return { ...(read.loaded === loaded ? read.followed : loaded), isStale: read.isStale, readNow };
}
