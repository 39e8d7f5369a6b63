{{/* A line of pg_hba.conf in the fields that PostgreSQL (hba.c) makes of it, as JSON. A field ends at a blank outside of double
     quotes, a comma goes on with it, and # outside of quotes begins a comment. */}}
{{- define "patroni.hbaLine" -}}
{{- $said := regexFind `^("[^"]*"?|[^"#])*` . -}}
{{- $found := regexFindAll `("[^"]*"?|[^ \t",])("[^"]*"?|[^ \t",]|,[ \t,]*)*` $said -1 -}}
{{- $fields := concat $found (list "" "" "" "" "" "") -}}
{{- $type := index $fields 0 -}}
{{- $address := index $fields 3 -}}
{{- /* An address without its bits is followed by a mask; a name of a host is not. */ -}}
{{- $masked := regexMatch `^"?([0-9.]+|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*)"?$` $address -}}
{{- $at := ternary 3 (ternary 5 4 $masked) (eq $type "local") -}}
{{- dict "type" $type "address" $address "mask" (ternary (index $fields 4) "" $masked) "method" (index $fields $at | replace "\"" "") | toJson -}}
{{- end -}}

{{/* Whether such a line is also for the proxy's own addresses, 127.0.0.6 and ::6 */}}
{{- define "patroni.hbaHasProxy" -}}
{{- $address := replace "\"" "" .address -}}
{{- if has .address (list "all" "samenet") -}}true
{{- else if regexMatch `^[0-9]+(\.[0-9]+){3}(/[0-9]+)?$` $address -}}
{{- $network := include "patroni.addressNumber" (first (splitList "/" $address)) | int64 -}}
{{- $proxy := include "patroni.addressNumber" "127.0.0.6" | int64 -}}
{{- /* How many addresses the network has: both have to be in the same one of its size. */ -}}
{{- $size := 4294967296 -}}
{{- if .mask -}}{{- $size = sub $size (include "patroni.addressNumber" .mask | int64) -}}
{{- else -}}{{- range until (splitList "/" $address | last | int) -}}{{- $size = div $size 2 -}}{{- end -}}{{- end -}}
{{- $size = max 1 $size -}}
{{- if eq (div $network $size) (div $proxy $size) -}}true{{- end -}}
{{- else if or .mask (regexMatch `^[0:]*/([0-9]|[1-9][0-9]|1[01][0-9]|12[0-5])$|^[0:]*:0{0,3}6/|:.*/0$` $address) -}}true
{{- end -}}
{{- end -}}

{{/* 127.0.0.6 as one number */}}
{{- define "patroni.addressNumber" -}}
{{- $number := 0 -}}{{- range splitList "." . -}}{{- $number = add (mul $number 256) (int .) -}}{{- end -}}{{- $number -}}
{{- end -}}

{{/* Whether PostgreSQL takes TLS */}}
{{- define "patroni.sslOn" -}}
{{- if regexMatch `(?i)^\s*(on|t|tr|tru|true|y|ye|yes|1)\s*$` (get (default (dict) .Values.postgres.parameters) "ssl" | toString) -}}true{{- end -}}
{{- end -}}
