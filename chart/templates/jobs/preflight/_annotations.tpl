{{/* RBAC comes before the Job that uses it; both are gone after success. */}}
{{- define "patroni.preflightHook" -}}
helm.sh/hook: pre-install,pre-upgrade
helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
{{- end -}}
