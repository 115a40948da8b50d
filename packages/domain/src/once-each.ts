/**
 * What is worked out from a value that never changes, once for each: parts of a draft share what an edit didn't touch,
 * and of a form of a thousand elements one is judged anew.
 */
export function onceEach<Item extends object, Made>(make: (item: Item) => Made): (item: Item) => Made {
  const known = new WeakMap<Item, { readonly made: Made }>();
  return (item) => {
    const before = known.get(item);
    if (before) return before.made;
    const made = make(item);
    known.set(item, { made });
    return made;
  };
}
