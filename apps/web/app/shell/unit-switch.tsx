import { useNavigate, useRevalidator } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import type { RootData } from '../root.tsx';

/** The unit one works for; a person who serves several changes between them and never mixes them. */
export function UnitSwitch({
  profile,
  leave,
}: {
  profile: NonNullable<RootData['profile']>;
  leave: (exit: () => Promise<void>) => Promise<void>;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { revalidate } = useRevalidator();
  const { membership, memberships, tenant } = profile;
  const nameOf = (one: typeof membership): string => (one.unitKind === 'root' ? tenant.shortName : one.unitName);
  if (memberships.length === 1) return <span className="unit">{nameOf(membership)}</span>;
  const change = async (id: string): Promise<void> => {
    await client.session.switchMembership.mutate({ membershipId: id });
    navigate('/todo');
    revalidate();
  };
  return (
    <select
      className="select compact"
      aria-label={t('workingFor')}
      value={membership.id}
      onChange={(event) => {
        const { value } = event.target;
        void leave(() => change(value));
      }}
    >
      {memberships.map((one) => (
        <option key={one.id} value={one.id}>{`${nameOf(one)} · ${t(`roles.${one.role}`)}`}</option>
      ))}
    </select>
  );
}
