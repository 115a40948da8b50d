/** What a person of a test set out for, and couldn't bring to its end for what others did meanwhile. */
export class Hindered extends Error {
  override readonly name = 'Hindered';
}
