-- What is sealed is sealed anew by a newer key (decision 99).
grant update (sealed_secret) on second_factors to huibao_auth;
