/* SPDX-License-Identifier: MIT
 *
 * main.c -- where the program starts; commands.c has the table of commands.
 */
#include "survey/survey.h"

int
main(int argc, char **argv)
{
	return survey_main(argc, argv);
}
