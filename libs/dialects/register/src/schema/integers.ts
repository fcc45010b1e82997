/** How paths and queries write an integer (contract §2.7, §3.10). Leading zeros are allowed, a plus sign is not. */
export const integerForm = /^-?\d+$/;
