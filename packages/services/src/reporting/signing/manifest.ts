import type { IndicatorDefinition, IndicatorValue, OfficialDocument, SignedAnswer } from '@huibao/domain';
import { contentHash } from '../../canonical-json.ts';
import type { Reader } from '../../rollup/roll-up.ts';
import { listDispatches } from '../dispatch.repository.ts';
import { hiddenInPublic, usedIndicators } from '../figures-of-text.ts';
import { titlesOf } from '../fill-in.ts';
import { listAbsences } from '../gate/list-absences.ts';
import { isOpen, listFindings, type Checked } from '../gate/list-findings.ts';
import { listSeen } from '../gate/seen-figure.repository.ts';
import { getIssuer } from '../issuer.repository.ts';
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
  readonly definitions: readonly (IndicatorDefinition & { readonly version: number })[];
  /** Of the figures in the text, with numerator, denominator and n of N. */
  readonly values: readonly IndicatorValue[];
  /** What the public copy leaves out. */
  readonly hidden: readonly string[];
  readonly answers: readonly SignedAnswer[];
  /** By whom and when each figure was last looked at. */
  readonly seen: readonly { readonly indicator: string; readonly by: string; readonly at: string }[];
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
    definitions: used.map((indicator) => ({
      ...indicator,
      version: edition.indicatorVersions.get(indicator.code)?.version ?? 1,
    })),
    values: used.flatMap(({ code }) => figures.get(code) ?? []),
    hidden: [...(await hiddenInPublic(reader, edition, sections, figures))].sort(),
    answers: await answersOf(reader, checked),
    seen: used.flatMap(({ code }) => {
      const one = seen.get(code);
      return one ? [{ indicator: code, by: one.by, at: one.at }] : [];
    }),
  };
  return { manifest, hash: contentHash(manifest) };
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
