import { anyPolicy, type PolicyMapping } from '#src/trust/x509/policy.js';

interface Node {
  readonly policy: string;
  expected: ReadonlySet<string>;
  readonly parents: Set<Node>;
}

/**
 * The valid policy tree of RFC 5280 §6.1.2(a), kept as the graph of RFC 9618: one node for each policy and
 * depth, so that mappings made to multiply can't.
 */
export class PolicyGraph {
  /** Nodes by policy, at each depth; null once no policy is valid. */
  #levels: Map<string, Node>[] | null = [
    new Map([[anyPolicy, { policy: anyPolicy, expected: new Set([anyPolicy]), parents: new Set<Node>() }]]),
  ];

  get isEmpty(): boolean {
    return this.#levels === null;
  }

  /** RFC 5280 §6.1.3(d): the next certificate asserts `policies` (undefined: has no such extension). */
  descend(policies: readonly string[] | undefined, anyAllowed: boolean): void {
    const above = this.#levels?.at(-1);
    if (!this.#levels || !above) return;
    if (!policies) {
      this.#levels = null;
      return;
    }
    const byExpected = new Map<string, Set<Node>>();
    for (const node of above.values()) {
      for (const policy of node.expected) {
        byExpected.set(policy, (byExpected.get(policy) ?? new Set()).add(node));
      }
    }
    const level = new Map<string, Node>();
    const add = (policy: string, parents: Set<Node>): void => {
      level.set(policy, { policy, expected: new Set([policy]), parents });
    };
    const any = above.get(anyPolicy);
    for (const policy of policies) {
      if (policy === anyPolicy) continue;
      const parents = byExpected.get(policy) ?? (any && new Set([any]));
      if (parents) add(policy, parents);
    }
    if (anyAllowed && policies.includes(anyPolicy)) {
      for (const [policy, parents] of byExpected) if (!level.has(policy)) add(policy, parents);
    }
    this.#levels.push(level);
    this.#prune();
  }

  /** RFC 5280 §6.1.4(b): the certificate that was descended into maps policies, or may not any more. */
  map(mappings: readonly PolicyMapping[], allowed: boolean): void {
    const level = this.#levels?.at(-1);
    const above = this.#levels?.at(-2);
    if (!level || !above) return;
    const targets = new Map<string, Set<string>>();
    for (const { issuer, subject } of mappings) {
      targets.set(issuer, (targets.get(issuer) ?? new Set()).add(subject));
    }
    for (const [policy, expected] of targets) {
      const node = level.get(policy);
      const any = above.get(anyPolicy);
      if (!allowed) level.delete(policy);
      else if (node) node.expected = expected;
      else if (level.has(anyPolicy) && any) level.set(policy, { policy, expected, parents: new Set([any]) });
    }
    this.#prune();
  }

  /** Drops nodes without children, from the lowest level but one upwards. */
  #prune(): void {
    if (!this.#levels) return;
    for (let depth = this.#levels.length - 1; depth > 0; depth--) {
      const parents = new Set(
        [...(this.#levels[depth]?.values() ?? [])].flatMap((node) => [...node.parents]),
      );
      const above = this.#levels[depth - 1];
      for (const node of above?.values() ?? []) if (!parents.has(node)) above?.delete(node.policy);
    }
    if (this.#levels[0]?.size === 0) this.#levels = null;
  }

  /** RFC 5280 §6.1.5(g), as RFC 9618 words it: the policies of the anchor's domain that the path is valid for. */
  constrained(initial: ReadonlySet<string>): string[] {
    if (!this.#levels) return [];
    const found = new Set<string>();
    for (const level of this.#levels.slice(1)) {
      for (const node of level.values()) {
        if (node.policy !== anyPolicy && [...node.parents].some(({ policy }) => policy === anyPolicy)) {
          found.add(node.policy);
        }
      }
    }
    const anyAtEnd = this.#levels.at(-1)?.has(anyPolicy) ?? false;
    if (initial.has(anyPolicy)) return anyAtEnd ? [...found, anyPolicy] : [...found];
    return [...initial].filter((policy) => anyAtEnd || found.has(policy));
  }
}
