/** Content octets of an OBJECT IDENTIFIER → dotted form. Throws on truncated or padded arcs. */
export function decodeOid(content: Uint8Array): string {
  if (content.length === 0) throw new Error('empty object identifier');
  if (content.length > longest) throw new Error('object identifier too long');
  let text = '';
  let from = 0;
  for (let i = 0; i < content.length; i++) {
    if ((content[i] as number) & 0x80) continue;
    const arc = arcOf(content, from, i + 1);
    if (from > 0) text += `.${arc}`;
    else if (typeof arc === 'bigint') text = `2.${arc - 80n}`;
    else {
      const root = arc < 40 ? 0 : arc < 80 ? 1 : 2;
      text = `${root}.${arc - root * 40}`;
    }
    from = i + 1;
  }
  if (from < content.length) throw new Error('truncated object identifier');
  return text;
}

/** Octets of the longest identifier read; a UUID as an arc takes twenty. */
const longest = 128;

/** One arc, in base 128; a bigint only where a number would lose digits. */
function arcOf(content: Uint8Array, from: number, to: number): number | bigint {
  if (content[from] === 0x80) throw new Error('padded object identifier');
  if (to - from <= 7) {
    let arc = 0;
    for (let i = from; i < to; i++) arc = arc * 128 + ((content[i] as number) & 0x7f);
    return arc;
  }
  let arc = 0n;
  for (let i = from; i < to; i++) arc = (arc << 7n) | BigInt((content[i] as number) & 0x7f);
  return arc;
}

/** Dotted form → content octets. Throws where it is not an object identifier. */
export function encodeOid(dotted: string): Uint8Array {
  if (!/^[0-2](\.(0|[1-9]\d*))+$/.test(dotted)) throw new Error(`not an object identifier: ${dotted}`);
  const [root = 0n, second = 0n, ...rest] = dotted.split('.').map(BigInt);
  if (root < 2n && second > 39n) throw new Error(`not an object identifier: ${dotted}`);
  const octets: number[] = [];
  for (let arc of [root * 40n + second, ...rest]) {
    const groups = [Number(arc & 0x7fn)];
    for (arc >>= 7n; arc > 0n; arc >>= 7n) groups.unshift(Number(arc & 0x7fn) | 0x80);
    octets.push(...groups);
  }
  return Uint8Array.from(octets);
}
