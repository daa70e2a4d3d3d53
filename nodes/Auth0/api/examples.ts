/** What the placeholders of the panel and the messages show as an example. */
export const USER_ID_EXAMPLE = 'auth0|5f7c8ec7c33c6c004bbafe82';
export const IDENTITY_EXAMPLE = 'google-oauth2|103547991597142817347';
export const EMAIL_EXAMPLE = 'jane.doe@example.com';
export const PHONE_NUMBER_EXAMPLE = '+15551234567';
export const CLIENT_ID_EXAMPLE = '8Tq2vYxJ0hLr5cNzKd3mWb7sGfPaUe1i';
export const ORGANIZATION_ID_EXAMPLE = 'org_2eondWoxcMIpaLQc';
export const API_EXAMPLE = 'https://api.example.com/';
export const EVENT_STREAM_ID_EXAMPLE = 'est_qHr8CeCCp9YpQoFoRzM6xg';
export const EVENT_ID_EXAMPLE = 'evt_7Kf2mQzXcT4vWnRb9LsDpE';
export const JOB_ID_EXAMPLE = 'job_6nNLiwFZksN0YmRR';
export const INVITATION_ID_EXAMPLE = 'uinv_8f1QzYkTn3mWc0Lp';
export const CONNECTION_ID_EXAMPLE = 'con_ftSSLHb0O7rcUGmF';
export const PROFILE_ID_EXAMPLE = 'ssp_n7SNCL8seoyV1TuSTCnAeo';
