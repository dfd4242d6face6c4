/** One of the lists that a page offers: its word in the URL, its name, what it holds, and in which states. */
export interface NamedList<State extends string = string> {
  readonly key: string;
  readonly label: string;
  readonly about: string;
  readonly states: readonly State[];
}

/** The list that the URL asks for, or else the first. */
export function listAsked<Lists extends readonly [NamedList, ...NamedList[]]>(
  lists: Lists,
  query: URLSearchParams,
): Lists[number] {
  return lists.find(({ key }) => key === query.get('liste')) ?? lists[0];
}
