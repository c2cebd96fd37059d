/** The name of the vendor's login in next-auth's addresses: `/api/auth/callback/vendor`. */
export const STAFF_PROVIDER = "vendor";
