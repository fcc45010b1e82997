/** Just enough of the Dockerfile syntax to do by hand what docker/Dockerfile says. */
export interface Stage {
  readonly image: string;
  readonly name: string | undefined;
  readonly instructions: readonly Instruction[];
}

export interface Instruction {
  /** In capitals: COPY, RUN, … */
  readonly name: string;
  readonly text: string;
}

export interface Copy {
  /** The stage that the sources come from; none: the build context. */
  readonly from: string | undefined;
  readonly sources: readonly string[];
  readonly target: string;
}

export function parseDockerfile(text: string): readonly Stage[] {
  const stages: { image: string; name: string | undefined; instructions: Instruction[] }[] = [];
  for (const { name, text: argument } of instructionsOf(text)) {
    if (name === 'FROM') {
      const [image = '', , stageName] = argument.split(/\s+/);
      stages.push({ image, name: stageName, instructions: [] });
    } else stages.at(-1)?.instructions.push({ name, text: argument });
  }
  return stages;
}

function instructionsOf(text: string): readonly Instruction[] {
  const lines = text.replace(/^#.*\n/gm, '').replace(/\\\n\s*/g, '');
  return lines.split('\n').flatMap((line) => {
    const match = /^(\w+)\s+(.+)$/.exec(line.trim());
    return match?.[1] && match[2] ? [{ name: match[1].toUpperCase(), text: match[2] }] : [];
  });
}

export function textsOf(stage: Stage, name: string): readonly string[] {
  return stage.instructions.filter((instruction) => instruction.name === name).map(({ text }) => text);
}

export function parseCopy(text: string): Copy {
  const words = text.split(/\s+/);
  const paths = words.filter((word) => !word.startsWith('--'));
  const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
  return { from, sources: paths.slice(0, -1), target: paths.at(-1) ?? '' };
}

/** Whether a .dockerignore keeps a path out of the build context: the last matching line decides. */
export function isIgnored(path: string, dockerignore: string): boolean {
  const lines = dockerignore.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const deciding = lines.findLast((line) => pattern(line.replace(/^!/, '')).test(path));
  return deciding !== undefined && !deciding.startsWith('!');
}

/** A pattern for a folder covers what is in it. */
function pattern(glob: string): RegExp {
  const source = glob.replace(/[.+^$()|{}[\]\\]/g, '\\$&').replace(/\*\*\/|\*/g, (star) => (star === '*' ? '[^/]*' : '(?:.*/)?'));
  return new RegExp(`^${source}(?:/|$)`);
}
