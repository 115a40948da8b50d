const plainCount = /^(?:0|-?[1-9]\d{0,14})$/;

/**
 * A stored number as a person reads it in the sheet: 15 significant digits, as spreadsheets show at most, without
 * exponent. `0.30000000000000004` (what 0.1 + 0.2 leaves) is 0.3. Undefined when it isn't a number.
 */
export function numberText(stored: string): string | undefined {
  // Most are: whole, and of no more digits than are shown.
  if (plainCount.test(stored)) return stored;
  const trimmed = stored.trim();
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(trimmed)) return undefined;
  const number = Number(trimmed);
  if (!Number.isFinite(number)) return undefined;
  if (isWholeCount(trimmed)) return trimmed;
  return withoutExponent(number.toPrecision(15));
}

/** A count of 16 digits that another program wrote whole: nothing of it is lost. */
export function isWholeCount(stored: string): boolean {
  return /^-?[1-9]\d{15}$/.test(stored.trim()) && Number.isSafeInteger(Number(stored));
}

/** A fraction as per cent, moving the point: 0.125 → 12.5. */
export function percentText(stored: string): string | undefined {
  const text = numberText(stored);
  return text === undefined ? undefined : withoutExponent(`${text}e2`);
}

function withoutExponent(text: string): string {
  const match = /^(-?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/.exec(text);
  if (!match) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  const padded = point <= 0 ? `${'0'.repeat(1 - point)}${digits}` : digits.padEnd(point, '0');
  const at = point <= 0 ? 1 : point;
  const left = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const right = padded.slice(at).replace(/0+$/, '');
  const plain = right === '' ? left : `${left}.${right}`;
  return sign === '-' && /[1-9]/.test(plain) ? `-${plain}` : plain;
}
