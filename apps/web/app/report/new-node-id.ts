/** A block, a figure or a sentence keeps it wherever it goes. */
export const newNodeId = (): string => crypto.getRandomValues(new Uint32Array(2)).join('-');
