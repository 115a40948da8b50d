import { mostFileMegabytes } from '@huibao/domain';

let underWay = 0;

/** How many files of this page are on their way: with the page, they would be gone. */
export const uploadsUnderWay = (): number => underWay;

export async function whileUploading<T>(work: () => Promise<T>): Promise<T> {
  underWay += 1;
  try {
    return await work();
  } finally {
    underWay -= 1;
  }
}

/** Told before minutes are spent on sending what the server refuses. */
export const isTooLarge = ({ size }: Blob): boolean => size > mostFileMegabytes * 1024 * 1024;
