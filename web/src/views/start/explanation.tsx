/** What happens, for someone who has never seen it: two rooms with a wall between them. */
export function Explanation() {
  return (
    <section class="section" aria-labelledby="how">
      <h2 id="how">What happens</h2>
      <ol class="rooms">
        <li>
          <h3>Agent A</h3>
          <p>
            Reads the documentation of a package, never its source, and writes a specification of ten
            documents.
          </p>
        </li>
        <li class="wall">
          <h3>Firewall</h3>
          <p>Only the specification passes, without what would carry the original across.</p>
        </li>
        <li>
          <h3>Agent B</h3>
          <p>
            Sees nothing else and implements it. The result is tested, and compared with what the original
            answers.
          </p>
        </li>
      </ol>
      <p class="quiet">
        Each result comes with a verdict, the reason of every check, and a record that a stranger can check.
        phalus is no lawyer, and nothing here is legal advice.
      </p>
    </section>
  );
}
