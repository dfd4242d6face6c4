/** Content octets of an OBJECT IDENTIFIER → dotted form. Throws on truncated or padded arcs. */
export function decodeOid(content: Uint8Array): string {
  if (content.length === 0) throw new Error('empty object identifier');
  const arcs: string[] = [];
  let value = 0n;
  let first = true;
  for (let i = 0; i < content.length; i++) {
    const octet = content[i] as number;
    if (value === 0n && octet === 0x80) throw new Error('padded object identifier');
    value = (value << 7n) | BigInt(octet & 0x7f);
    if (octet & 0x80) {
      if (i === content.length - 1) throw new Error('truncated object identifier');
      continue;
    }
    if (first) {
      const root = value < 40n ? 0n : value < 80n ? 1n : 2n;
      arcs.push(String(root), String(value - root * 40n));
      first = false;
    } else arcs.push(String(value));
    value = 0n;
  }
  return arcs.join('.');
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
