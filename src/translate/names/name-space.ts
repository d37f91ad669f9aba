/** Gives names out, each once; a name that is taken gets the next free number. */
export class NameSpace {
  private readonly taken = new Set<string>();

  constructor(taken: Iterable<string> = []) {
    for (const name of taken) this.taken.add(name);
  }

  claim(name: string): string {
    let free = name;
    for (let count = 2; this.taken.has(free); count += 1) free = `${name}${count}`;
    this.taken.add(free);
    return free;
  }
}
