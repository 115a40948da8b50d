/**
 * What a node of ours says of itself in HTML. Anybody's page can be pasted: what the schema of prose doesn't hold is
 * none of ours, and its words come without it.
 * @returns null where it can't be read, or isn't allowed
 */
export function pastedAttributes<Attributes>(
  json: string | undefined,
  schema: { readonly parse: (value: unknown) => Attributes },
): Attributes | null {
  try {
    return schema.parse(JSON.parse(json ?? ''));
  } catch {
    return null;
  }
}
