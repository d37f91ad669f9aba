const steps = [
  ['Agent A', 'reads the documentation of a package, and never its source, and writes a specification.'],
  ['The firewall', 'lets only the specification pass, without what would carry the original across.'],
  ['Agent B', 'sees nothing else, implements it, and is tested against it and beside the original.'],
] as const;

/** What happens, for someone who has never seen it. */
export function Explanation() {
  return (
    <section class="steps" aria-labelledby="how">
      <h2 id="how">What happens</h2>
      <ol>
        {steps.map(([who, does]) => (
          <li key={who}>
            <strong>{who}</strong> {does}
          </li>
        ))}
      </ol>
      <p class="quiet">
        Each result comes with a verdict, the reason of every check, and a record that a stranger can check.
        phalus is no lawyer, and nothing here is legal advice.
      </p>
    </section>
  );
}
