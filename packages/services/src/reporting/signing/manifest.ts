import {
  figureKey,
  type FigureRef,
  type IndicatorDefinition,
  type IndicatorValue,
  type OfficialDocument,
  type SignedAnswer,
} from '@huibao/domain';
import { contentHash } from '../../canonical-json.ts';
import { findEditionBefore, type Edition } from '../../forms/edition.repository.ts';
import type { Reader } from '../../rollup/roll-up.ts';
import { listDispatches } from '../dispatch.repository.ts';
import { figuresInOrder, hiddenInPublic, usedIndicators } from '../figures-of-text.ts';
import { titlesOf } from '../fill-in.ts';
import { listAbsences } from '../gate/list-absences.ts';
import type { Checked } from '../gate/checked.ts';
import { isOpen, listFindings } from '../gate/list-findings.ts';
import { listSeen } from '../gate/seen-figure.repository.ts';
import { getIssuer } from '../issuer.repository.ts';
import type { SignedDefinition } from '../frozen-report.ts';
import { layOut, type Issuer, type ReportText } from '../lay-out.ts';
import { toStored, type StoredSection } from '../stored-section.ts';

/** All that a signature stands for. It stands while this does. */
export interface Manifest extends Omit<ReportText, 'sections'> {
  readonly algorithm: 'SHA-256 of canonical JSON, manifest 2';
  readonly sections: readonly StoredSection[];
  /** The copy that goes up, as it would print; its number, signer and date come with the signature. */
  readonly printed: OfficialDocument;
  readonly issuer: Issuer;
  readonly addressees: readonly { readonly addressee: string; readonly kind: string }[];
  readonly definitions: readonly SignedDefinition[];
  /** By which what it says of last year is read; absent where it says nothing of it. */
  readonly earlierDefinitions?: readonly SignedDefinition[];
  /** Of the figures in the text, with numerator, denominator and n of N. */
  readonly values: readonly IndicatorValue[];
  /** What the public copy leaves out. */
  readonly hidden: readonly string[];
  readonly answers: readonly SignedAnswer[];
  /** By whom and when each figure was last looked at. */
  readonly seen: readonly (FigureRef & { readonly by: string; readonly at: string })[];
}

export interface MadeManifest {
  readonly manifest: Manifest;
  readonly hash: string;
}

/** As the report stands now. */
export async function makeManifest(reader: Reader, checked: Checked): Promise<MadeManifest> {
  const { trx, actor } = reader;
  const { report, sections, figures } = checked;
  const { edition } = report;
  const { parentId: _parent, isDemo: _demo, ...issuer } = await getIssuer(trx, actor.tenantId);
  const used = usedIndicators(edition, sections);
  const asked = figuresInOrder(edition, sections);
  const earlier = await earlierDefinitions(reader, edition, asked);
  const dispatches = await listDispatches(trx, actor.tenantId, report.id);
  const seen = await listSeen(trx, actor.tenantId, report.id);
  const text: ReportText = {
    ...titlesOf(edition, issuer),
    sections,
    absences: (await listAbsences(reader, report)).map(({ term, owed, missing, isBelow }) => ({
      term,
      owed,
      missing,
      ...(isBelow ? { isBelow } : {}),
    })),
  };
  const manifest: Manifest = {
    ...text,
    sections: sections.map(toStored),
    algorithm: 'SHA-256 of canonical JSON, manifest 2',
    printed: layOut(text, issuer, used, figures, new Set(), {
      copy: 'upward',
      number: null,
      signer: '',
      date: null,
      watermark: '',
    }),
    issuer,
    addressees: dispatches.map(({ addressee, kind }) => ({ addressee, kind })),
    definitions: used.map((indicator) => signedDefinition(edition, indicator)),
    ...(earlier.length > 0 ? { earlierDefinitions: earlier } : {}),
    values: asked.flatMap((figure) => figures.get(figureKey(figure)) ?? []),
    hidden: [...(await hiddenInPublic(reader, edition, sections, figures))].sort(),
    answers: await answersOf(reader, checked),
    seen: asked.flatMap((figure) => {
      const one = seen.get(figureKey(figure));
      return one ? [{ ...figure, by: one.by, at: one.at }] : [];
    }),
  };
  return { manifest, hash: contentHash(manifest) };
}

function signedDefinition(edition: Edition, indicator: IndicatorDefinition): SignedDefinition {
  return { ...indicator, version: edition.indicatorVersions.get(indicator.code)?.version ?? 1 };
}

async function earlierDefinitions(
  reader: Reader,
  edition: Edition,
  asked: readonly FigureRef[],
): Promise<readonly SignedDefinition[]> {
  const ofLast = new Set(asked.filter(({ scope }) => scope?.year === 'last').map(({ indicator }) => indicator));
  const before = ofLast.size > 0 ? await findEditionBefore(reader.trx, reader.actor, edition) : undefined;
  if (!before) return [];
  return before.indicators.filter(({ code }) => ofLast.has(code)).map((one) => signedDefinition(before, one));
}

async function answersOf(reader: Reader, checked: Checked): Promise<readonly SignedAnswer[]> {
  const findings = await listFindings(reader, checked);
  return findings
    .filter((finding) => !isOpen(finding))
    .flatMap(({ check, fingerprint, heading, label, params, quote, answer }) =>
      answer
        ? [
            {
              check,
              fingerprint,
              place: heading,
              about: params,
              quote: quote?.text ?? null,
              label,
              text: answer.text,
              by: answer.by,
              at: answer.at,
            },
          ]
        : [],
    );
}
