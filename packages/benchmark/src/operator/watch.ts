import { setTimeout as pause } from 'node:timers/promises';
import { Refused, type Visitor } from '../install/visitor.ts';
import type { OperatedMachine } from './operated-machine.ts';

/** What 系统运行 shows. */
export interface Screen {
  readonly concerns: readonly { readonly kind: string; readonly where: readonly string[]; readonly count: number }[];
  readonly parked: readonly { readonly tenantId: number; readonly id: string; readonly failure: string }[];
}

/** Nothing here is a matter of milliseconds, and the machine may be busy: what isn't so by then is never so. */
const patience = 600_000;

/** Until it is so; how long that took, in seconds. */
export async function until(what: string, isSo: () => Promise<boolean>): Promise<number> {
  const begun = performance.now();
  while (!(await isSo())) {
    if (performance.now() - begun > patience) throw new Error(`${what}: not within ${patience / 60_000} minutes`);
    await pause(500);
  }
  return (performance.now() - begun) / 1000;
}

/** Both views that an operator has, asked as often as one likes. */
export class Watch {
  readonly #machine: OperatedMachine;
  readonly #operator: Visitor;

  constructor(machine: OperatedMachine, operator: Visitor) {
    this.#machine = machine;
    this.#operator = operator;
  }

  /** Null while it can't be read. */
  async screen(): Promise<Screen | null> {
    return this.#operator.query<Screen>('platform.get').catch((error: unknown) => {
      if (error instanceof Refused && error.code.startsWith('session.')) throw error;
      return null;
    });
  }

  async firing(): Promise<ReadonlySet<string>> {
    const alerts = await this.#machine.alerts();
    return new Set(alerts.filter(({ state }) => state === 'firing').map(({ labels }) => labels['alertname'] ?? ''));
  }

  /** All that must be seen of a trouble. */
  async sees({ alerts = [], concerns = [] }: Seen): Promise<number> {
    return until(`${[...alerts, ...concerns].join(', ')} seen`, async () => {
      const firing = await this.firing();
      const shown = new Set((await this.screen())?.concerns.map(({ kind }) => kind));
      return alerts.every((name) => firing.has(name)) && concerns.every((kind) => shown.has(kind));
    });
  }

  /** Nothing of it is left; what it was that was left, where it never ends. */
  async calm({ alerts = [], concerns = [] }: Seen): Promise<number> {
    return until(`${[...alerts, ...concerns].join(', ')} over`, async () => {
      const names = new Set((await this.#machine.alerts()).map(({ labels }) => labels['alertname'] ?? ''));
      const screen = await this.screen();
      return (
        screen !== null &&
        !alerts.some((name) => names.has(name)) &&
        !concerns.some((kind) => screen.concerns.some((concern) => concern.kind === kind))
      );
    });
  }
}

/** Names of alerts, and kinds of what 系统运行 says must be seen to. */
export interface Seen {
  readonly alerts?: readonly string[];
  readonly concerns?: readonly string[];
}
