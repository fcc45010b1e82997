import { Injectable } from '@nestjs/common';
import type { Space } from '#records';
import { DerivedProject } from './derived-project.js';
import type { ProjectReader } from './project-reader.js';
import { StoredProject } from './stored-project.js';

/** Every space is a project; which of the two ways it is shown depends on where it was born. */
@Injectable()
export class Projects {
  constructor(
    private readonly stored: StoredProject,
    private readonly derived: DerivedProject,
  ) {}

  of({ birth }: Space): ProjectReader {
    return birth === 'unicat' ? this.stored : this.derived;
  }
}
