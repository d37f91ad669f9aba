export type Shell = 'bash' | 'zsh' | 'fish';

export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  /** Fixed words that may follow the name. */
  readonly words: readonly string[];
  readonly options: readonly {
    readonly long: string;
    readonly takesValue: boolean;
    readonly description: string;
  }[];
}

/** The script a shell reads to complete `phalus`; arguments that are no option complete to files. */
export function renderCompletion(shell: Shell, commands: readonly CompletedCommand[]): string {
  return { bash: renderBash, zsh: renderZsh, fish: renderFish }[shell](commands);
}

function renderBash(commands: readonly CompletedCommand[]): string {
  const cases = commands.map(
    ({ name, words, options }) =>
      `    ${name}) candidates="${[...words, ...options.map((option) => option.long)].join(' ')}" ;;`,
  );
  return `_phalus() {
  local current="\${COMP_WORDS[COMP_CWORD]}" candidates=""
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=( $(compgen -W "${commands.map((command) => command.name).join(' ')} --help --version" -- "$current") )
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
  COMPREPLY=( $(compgen -W "$candidates" -- "$current") )
  case "$current" in
    -*) ;;
    *) COMPREPLY+=( $(compgen -f -- "$current") ) ;;
  esac
}
complete -o filenames -F _phalus phalus ./phalus
`;
}

function renderZsh(commands: readonly CompletedCommand[]): string {
  const names = commands.map(({ name, summary }) => `    ${quote(`${name}:${summary}`)}`);
  const cases = commands.map(({ name, words, options }) => {
    const specifications = options.map(({ long, takesValue, description }) =>
      quote(`${long}[${description.replace(/[[\]:]/g, ' ')}]${takesValue ? ':value:_files' : ''}`),
    );
    const first = words.length > 0 ? quote(`1:which:(${words.join(' ')})`) : quote('*:file:_files');
    return `    ${name}) _arguments ${[first, ...specifications].join(' ')} ;;`;
  });
  return `#compdef phalus
_phalus() {
  local -a commands
  commands=(
${names.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command="$words[2]"
  shift words
  (( CURRENT-- ))
  case "$command" in
${cases.join('\n')}
  esac
}
compdef _phalus phalus
`;
}

function renderFish(commands: readonly CompletedCommand[]): string {
  const lines = commands.flatMap(({ name, summary, words, options }) => {
    const here = `complete -c phalus -n ${quote(`__fish_seen_subcommand_from ${name}`)}`;
    return [
      `complete -c phalus -n __fish_use_subcommand -f -a ${name} -d ${quote(summary)}`,
      ...(words.length > 0 ? [`${here} -f -a ${quote(words.join(' '))}`] : []),
      ...options.map(
        ({ long, takesValue, description }) =>
          `${here} -l ${long.slice(2)}${takesValue ? ' -r' : ''} -d ${quote(description)}`,
      ),
    ];
  });
  return `${lines.join('\n')}\n`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
