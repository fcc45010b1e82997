import { Inject } from '@nestjs/common';
import { REGISTER_OPTIONS, type RegisterOptions } from '../../register.options.js';
import { DescribeRegister } from '../../use-cases/describe-register.use-case.js';
import { RegisterResource } from '../register-resource.js';
import { V1Controller } from './v1.controller.js';

/** What a register says about itself: the summary only (contract §4.1). */
@V1Controller()
export class V1RegisterController extends RegisterResource {
  constructor(describeRegister: DescribeRegister, @Inject(REGISTER_OPTIONS) options: RegisterOptions) {
    super(describeRegister, options);
  }
}
