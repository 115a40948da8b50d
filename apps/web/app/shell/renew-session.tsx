import { useState } from 'react';
import { fetchedPart } from '../fetched-part.tsx';
import { useRootData } from '../root.tsx';
import type { Renewal } from './renew-dialog.tsx';

const RenewDialog = fetchedPart(async () => (await import('./renew-dialog.tsx')).RenewDialog);

/** Asks for the password in place once a session is over. What asks is fetched then: who said so is there. */
export function RenewSession(renewal: Renewal) {
  const profile = useRootData()?.profile;
  // The page's own person, even if a reading in between found nobody signed in.
  const [person] = useState(profile);
  const [wasNeeded, setNeeded] = useState(false);
  if (renewal.isSignedOut && !wasNeeded) setNeeded(true);
  return wasNeeded && <RenewDialog person={person} {...renewal} />;
}
