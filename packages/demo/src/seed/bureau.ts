import type { Actor } from '@huibao/db';
import type { Context } from '@huibao/services';
import { addBureau, addPeople, addUnits, createClock, type Clock } from '@huibao/testing';
import type { DemoBureau, DemoUnit } from '../figures/index.ts';
import { inventedName } from '../figures/index.ts';
import { usernameOf } from './accounts.ts';

/** A bureau of the demo with everybody who works in it, and a clock of its own. */
export interface StaffedBureau {
  readonly bureau: DemoBureau;
  readonly clock: Clock;
  readonly editor: Actor;
  readonly checker: Actor;
  readonly issuer: Actor;
  readonly admin: Actor;
  /** The city's reviewer by this bureau's clock. */
  readonly reviewer: Actor;
  readonly units: readonly {
    readonly unit: DemoUnit;
    readonly id: number;
    readonly reporter: Actor;
    readonly head: Actor;
  }[];
}

const beginning = '2022-11-01T09:00:00+08:00';

export async function staffBureau(
  ctx: Context,
  city: Actor,
  reviewer: Actor,
  bureau: DemoBureau,
  passwordHash: string,
): Promise<StaffedBureau> {
  const clock = createClock(beginning);
  const { tenantId, system } = await addBureau(
    ctx,
    { ...city, now: clock.now },
    {
      name: bureau.name,
      shortName: bureau.shortName,
      divisionCode: bureau.divisionCode,
      documentPrefix: bureau.authorityWord,
      sectionWord: '股室',
      addressees: bureau.addressees,
      isDemo: true,
      opensOn: '2015-01-01',
      adminUsername: 'root',
      securityUsername: 'security',
      suffixPart: bureau.code,
    },
  );
  const ids = await addUnits(
    ctx,
    system,
    bureau.units.map(
      ({ kind, name, schoolType, ownership, sectionCode, schoolCode, creditCode, opensOn, closesOn, hasHeadStep }) => ({
        kind,
        name,
        schoolType,
        ownership,
        sectionCode,
        schoolCode,
        creditCode,
        opensOn,
        closesOn,
        hasHeadStep,
      }),
    ),
  );
  const root = ids.get('') ?? 0;
  const staff = [
    { role: 'bureau_editor', name: bureau.people.editor },
    { role: 'bureau_checker', name: bureau.people.checker },
    { role: 'bureau_issuer', name: bureau.people.issuer },
    { role: 'bureau_admin', name: bureau.people.admin },
    { role: 'audit_officer', name: inventedName(`${bureau.code}/bureau/audit`) },
  ] as const;
  const people = await addPeople(
    ctx,
    tenantId,
    [
      ...staff.map((person) => ({
        ...person,
        username: usernameOf(bureau, null, person.role),
        unitId: root,
        passwordHash,
      })),
      ...bureau.units.flatMap((unit) =>
        (['reporter', 'head'] as const).map((role) => ({
          username: usernameOf(bureau, unit, role),
          name: unit.people[role],
          role,
          unitId: ids.get(unit.name) ?? 0,
          passwordHash,
        })),
      ),
    ],
    clock.now,
  );
  const actor = (username: string): Actor => {
    const found = people.get(username);
    if (!found) throw new Error(`the demo has nobody called ${username}`);
    return found;
  };
  return {
    bureau,
    clock,
    editor: actor(usernameOf(bureau, null, 'bureau_editor')),
    checker: actor(usernameOf(bureau, null, 'bureau_checker')),
    issuer: actor(usernameOf(bureau, null, 'bureau_issuer')),
    admin: actor(usernameOf(bureau, null, 'bureau_admin')),
    reviewer: { ...reviewer, now: clock.now },
    units: bureau.units.map((unit) => ({
      unit,
      id: ids.get(unit.name) ?? 0,
      reporter: actor(usernameOf(bureau, unit, 'reporter')),
      head: actor(usernameOf(bureau, unit, 'head')),
    })),
  };
}
