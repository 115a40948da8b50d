/** How a figure prints in a document. It never states more than is true. */
export type FigureFormat =
  | { readonly style: 'exact' }
  /** Truncated to `step`, with 余 only if something was cut off: 20436 by 10000 → 2万余; 19837 → 近2万. */
  | { readonly style: 'approximate'; readonly step: string }
  /** 超 (strictly more than the truncated value). */
  | { readonly style: 'over'; readonly step: string }
  /** At most so many decimals. */
  | { readonly style: 'percent'; readonly decimals: number }
  | { readonly style: 'permille'; readonly decimals: number }
  /** How many reporters a figure is of, and how many there are: n and N of it. */
  | { readonly style: 'answered' }
  | { readonly style: 'expected' }
  /** Chinese numerals: 十七. */
  | { readonly style: 'chinese' }
  /** A、B、C, and 等12项 when more than `most`. */
  | { readonly style: 'list'; readonly most: number };
